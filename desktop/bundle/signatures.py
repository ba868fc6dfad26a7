"""Ed25519: who wrote this. The only module that knows the signature library."""

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from desktop.bundle.strict import from_base64, to_base64

SEED_SIZE = KEY_SIZE = 32  # bytes
SIGNATURE_SIZE = 64  # bytes
SIGNATURE_LENGTH = 88  # letters of its base64


def new_seed() -> bytes:
    """A new secret signing key, from the operating system's randomness."""
    return bytes(SigningKey.generate())


def public_of(seed: bytes) -> str:
    """The public key of a secret one, in canonical base64."""
    return to_base64(bytes(SigningKey(seed).verify_key))


def sign(seed: bytes, message: bytes) -> str:
    """The signature over `message`, in canonical base64."""
    return to_base64(SigningKey(seed).sign(message).signature)


def is_signed(key: str, message: bytes, signature: str) -> bool:
    """Did the owner of the public key `key` sign exactly `message`?"""
    try:
        found = from_base64(signature, SIGNATURE_SIZE)
        VerifyKey(from_base64(key, KEY_SIZE)).verify(message, found)
    except (ValueError, BadSignatureError):
        return False
    return True


def check_key(key: str) -> None:
    """Raises `ValueError` unless `key` is a public key in canonical base64."""
    from_base64(key, KEY_SIZE)
