"""Gửi – nhận: send, receive, settle clashes, look back."""
