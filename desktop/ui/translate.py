"""Qt's own words (buttons, menus of fields, the file chooser) in Vietnamese; the wheels have none."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

_VI: Mapping[str, str] = {
    "OK": "Đồng ý",
    "&OK": "Đồn&g ý",
    "Cancel": "Thôi",
    "&Cancel": "&Thôi",
    "Close": "Đóng",
    "&Close": "Đón&g",
    "Save": "Ghi",
    "&Save": "&Ghi",
    "Open": "Mở",
    "&Open": "&Mở",
    "&Yes": "&Có",
    "&No": "&Không",
    "Yes to &All": "Có với &tất cả",
    "N&o to All": "Khôn&g với tất cả",
    "Apply": "Áp dụng",
    "Help": "Trợ giúp",
    "Discard": "Bỏ",
    "Don't Save": "Không ghi",
    "Reset": "Đặt lại",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Abort": "Dừng",
    "Restore Defaults": "Trở về mặc định",
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết…",
    # the menu of a text field
    "&Undo": "&Hoàn tác",
    "&Redo": "&Làm lại",
    "Cu&t": "&Cắt",
    "&Copy": "&Sao chép",
    "Copy &Link Location": "Sao chép &liên kết",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    # the file chooser
    "Look in:": "Tìm trong:",
    "File &name:": "&Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Directory:": "Thư mục:",
    "Folder": "Thư mục",
    "File": "Tệp",
    "All Files (*)": "Mọi tệp (*)",
    "All files (*)": "Mọi tệp (*)",
    "Directories": "Thư mục",
    "&Choose": "&Chọn",
    "&Rename": "Đổ&i tên",
    "&Delete": "&Xóa",
    "&New Folder": "Thư mục &mới",
    "New Folder": "Thư mục mới",
    "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo một thư mục mới",
    "Show &hidden files": "Hiện tệp ẩ&n",
    "Find Directory": "Tìm thư mục",
    "Save As": "Ghi thành",
    "Back": "Lùi",
    "Forward": "Tiến",
    "Parent Directory": "Thư mục cha",
    "Go back": "Lùi lại",
    "Go forward": "Tiến tới",
    "Go to the parent directory": "Lên thư mục cha",
    "List View": "Danh sách",
    "Detail View": "Chi tiết",
    "Change to list view mode": "Xem thành danh sách",
    "Change to detail view mode": "Xem chi tiết",
    "Sidebar": "Thanh bên",
    "Files": "Tệp",
    "My Computer": "Máy tính này",
    "Computer": "Máy tính",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "%1 bytes": "%1 byte",
    "%1 KiB": "%1 KiB",
    "%1 MiB": "%1 MiB",
    "%1 GiB": "%1 GiB",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có rồi.\nThay tệp cũ bằng tệp mới?",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông thấy thư mục này.\nXem lại tên thư mục."
    ),
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông thấy tệp này.\nXem lại tên tệp."
    ),
    "Could not delete directory.": "Không xóa được thư mục.",
    "Drive": "Ổ đĩa",
    "Unknown": "Không rõ",
    "Print": "In",
    "&Print": "&In",
}


class QtWords(QTranslator):
    """Looks a text of Qt up; what it does not know stays as it is."""

    def translate(  # type: ignore[override] # the stubs lack it: None is how Qt hears "not mine"
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The Vietnamese for `source`, or None."""
        return _VI.get(source)

    def isEmpty(self) -> bool:
        """Qt leaves out a translator that says it is empty."""
        return False


def speak(language: str, owner: QObject) -> None:
    """Qt speaks `language` from now on; `owner` keeps the words."""
    for words in owner.findChildren(QtWords):
        QCoreApplication.removeTranslator(words)
        words.deleteLater()
    if language == "vi":
        QCoreApplication.installTranslator(QtWords(owner))
