"""What the disk or a small file of ours did wrong, in sentences: files, keys, requests, certificates."""

import errno

from desktop.errors import RasoatError
from desktop.i18n import N_


def cannot_open(name: str, trouble: OSError) -> RasoatError:
    """The file system said no."""
    if trouble.errno == errno.ENOENT:
        return RasoatError(
            "file_missing",
            N_("There is no file {name} here."),
            N_("Check the name, and that the stick with the file is plugged in."),
            name=name,
        )
    return RasoatError(
        "file_unreadable",
        N_("The file {name} cannot be read."),
        N_("Check that you may read it, or copy it again from where it came."),
        name=name,
        reason=trouble.strerror or str(trouble),
    )


def cannot_write(name: str, trouble: OSError) -> RasoatError:
    """The file system said no; nothing half done is left."""
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC}:
        return RasoatError(
            "disk_full",
            N_("The file {name} was not written: the disk is full."),
            N_("Make room on the disk or choose another one, and try again."),
            name=name,
        )
    return RasoatError(
        "file_not_written",
        N_("The file {name} cannot be written here."),
        N_("Choose a folder that is there and that you may write to, and try again."),
        name=name,
        reason=trouble.strerror or str(trouble),
    )


def bad_file_name(name: str) -> RasoatError:
    """A name that Windows would not take, or would take for something else."""
    return RasoatError(
        "bad_file_name",
        N_("“{name}” cannot be a file name on every computer."),
        N_("Use letters, digits, spaces, dots and hyphens only, and a name that is not too long."),
        name=name,
    )


def not_a_request(name: str) -> RasoatError:
    """The file holds no sound request."""
    return RasoatError(
        "not_a_request",
        N_("The file {name} is not a sound request of a computer to be enrolled."),
        N_("Make the request again on that computer, and copy the new file."),
        name=name,
    )


def not_a_certificate(name: str) -> RasoatError:
    """The file holds no sound certificate."""
    return RasoatError(
        "not_a_certificate",
        N_("The file {name} is not a sound certificate."),
        N_("Copy the certificate again from the office that made it."),
        name=name,
    )


def not_a_notice(name: str) -> RasoatError:
    """The file holds no sound notice of an office."""
    return RasoatError(
        "not_a_notice",
        N_("The file {name} is not a sound notice of an office."),
        N_("Copy the file office.notice again from the office that made it."),
        name=name,
    )


def too_many_revoked(most: int) -> RasoatError:
    """A notice travels in every bundle down, so it may not grow for ever."""
    return RasoatError(
        "too_many_revoked",
        N_("More than {most} computers were taken back by this office."),
        N_("Make the keys of the office anew and enrol all computers again."),
        most=most,
    )


def already_revoked(name: str) -> RasoatError:
    """Once is enough."""
    return RasoatError(
        "already_revoked",
        N_("The enrolment of {name} was taken back before."),
        N_("Nothing more is needed; hand the file office.notice on."),
        name=name,
    )


def taken_back(name: str) -> RasoatError:
    """Nothing goes to a computer that nobody vouches for."""
    return RasoatError(
        "enrolment_taken_back",
        N_("The enrolment of {name} was taken back, so nothing is packed for it."),
        N_("Have it make new keys and a new request, and enrol it anew when it is in good hands."),
        name=name,
    )


def quarantine_full(files: int, megabytes: int) -> RasoatError:
    """Strangers cannot fill the disk."""
    return RasoatError(
        "quarantine_full",
        N_("The quarantine is full: it holds at most {files} files and {megabytes} MB."),
        N_("Enrol the computers whose bundles wait there, or throw away what nobody needs."),
        files=files,
        megabytes=megabytes,
    )


def not_in_quarantine(bundle: str) -> RasoatError:
    """No such file waits."""
    return RasoatError(
        "not_in_quarantine",
        N_("No bundle “{bundle}” waits in quarantine."),
        N_("Look at the list of those that wait."),
        bundle=bundle,
    )


def not_an_unlocking(name: str) -> RasoatError:
    """Neither a request of somebody who forgot, nor the answer to it."""
    return RasoatError(
        "not_an_unlocking",
        N_("The file {name} has nothing to do with a forgotten passphrase."),
        N_("Choose the request that the computer wrote, or the answer that the office wrote to it."),
        name=name,
    )


def other_unlocking(name: str) -> RasoatError:
    """The answer is for another request, or the request for another office."""
    return RasoatError(
        "other_unlocking",
        N_("The file {name} does not open with this key: it is meant for somebody else."),
        N_("Look whether it belongs to this office and to the last request of that computer."),
        name=name,
    )


def no_such_laptop(text: str) -> RasoatError:
    """Neither a key, nor a file, nor six words of a laptop that was enrolled here."""
    return RasoatError(
        "no_such_laptop",
        N_("No computer that this office enrolled is called “{text}”."),
        N_("Give its six words, its certificate or request file, or its whole key."),
        text=text,
    )


def reason_missing() -> RasoatError:
    """What takes a right away says why."""
    return RasoatError(
        "reason_missing",
        N_("There is no reason given."),
        N_("Write in a few words why; others will read it later."),
    )


def not_an_office(name: str) -> RasoatError:
    """The file holds no public keys of an office."""
    return RasoatError(
        "not_an_office",
        N_("The file {name} does not hold the public keys of an office."),
        N_("Choose the folder or the file office.pub that the office made."),
        name=name,
    )


def newer_document(name: str) -> RasoatError:
    """A request, certificate or office file of a later program."""
    return RasoatError(
        "newer_document",
        N_("The file {name} was made by a newer version of Rà soát."),
        N_("Install the newest version of Rà soát, then try again."),
        name=name,
    )


def not_a_key(name: str) -> RasoatError:
    """The file holds no secret key of the kind that is needed."""
    return RasoatError(
        "not_a_key",
        N_("The file {name} does not hold the key that is needed."),
        N_("Choose the key file that the office made, or a copy of it from a safe place."),
        name=name,
    )


def not_a_code(found: str) -> RasoatError:
    """Typed for a commune or a role."""
    return RasoatError(
        "not_a_code",
        N_("“{found}” is not the code of a commune or a role."),
        N_("Write the codes with commas between them and without spaces, for instance 01834,01837."),
        found=found,
    )


def too_many_communes(count: int) -> RasoatError:
    """The certificate would not fit in the header of a bundle."""
    return RasoatError(
        "too_many_communes",
        N_("{count} communes are too many for one enrolment."),
        N_("Enrol one computer for each district, or give it the role “office” without a list of communes."),
        count=count,
    )


def not_a_day(text: str) -> RasoatError:
    """Typed for the end of an enrolment."""
    return RasoatError(
        "not_a_day",
        N_("“{text}” is not a day."),
        N_("Write the day as year-month-day, for instance 2027-12-31."),
        text=text,
    )


def root_key_away(name: str) -> RasoatError:
    """The offline folder was moved away, as it should be."""
    return RasoatError(
        "root_key_away",
        N_("The office's root key {name} is not here."),
        N_(
            "Put the folder “offline” back into the office's folder while you enrol, then take it away again."
        ),
        name=name,
    )


def office_exists(folder: str) -> RasoatError:
    """Keys are never overwritten."""
    return RasoatError(
        "office_exists",
        N_("The folder {folder} is not empty, so no keys were made there."),
        N_("Choose a new or an empty folder."),
        folder=folder,
    )


def passphrase_needed(name: str) -> RasoatError:
    """The key file is locked and none was given."""
    return RasoatError(
        "passphrase_needed",
        N_("The key {name} is locked with a passphrase."),
        N_("Give the passphrase of the office."),
        name=name,
    )


def wrong_passphrase(name: str) -> RasoatError:
    """The passphrase does not open the key file."""
    return RasoatError(
        "wrong_passphrase",
        N_("The passphrase does not open the key {name}."),
        N_("Check the keyboard layout and capital letters, and try again."),
        name=name,
    )


def key_too_hard(name: str) -> RasoatError:
    """Locked on a much faster computer: this one would work at it for minutes."""
    return RasoatError(
        "key_too_hard",
        N_("The key {name} was locked on a much faster computer, so this one cannot open it."),
        N_("Use the office's keys on a faster computer."),
        name=name,
    )


def empty_passphrase() -> RasoatError:
    """No passphrase is a choice that must be made openly."""
    return RasoatError(
        "empty_passphrase",
        N_("An empty passphrase protects nothing."),
        N_("Choose a passphrase, or say openly that these are practice keys without one."),
    )
