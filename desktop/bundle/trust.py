"""Whose bundles count here: known, not revoked, not ended. Judged before the signature, section 3."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.bundle import keys, refusals
from desktop.bundle.certificate import Certificate, OfficePublic
from desktop.bundle.frame import Header


@dataclass(frozen=True, slots=True)
class Trust:
    """What a workspace knows of others."""

    office: OfficePublic | None = None  # the one it receives for
    roots: frozenset[str] = frozenset()  # root keys of offices it accepts besides
    revoked: Mapping[str, str] = field(default_factory=dict)  # device key -> since when, as people say it
    known: Mapping[str, Certificate] = field(default_factory=dict)  # made here, by device key
    allowed: frozenset[str] = frozenset()  # bundles that a person here let in after all, by id

    def vouch(self, header: Header, today: str, bundle: str = "") -> Certificate:
        """The certificate under which the sender speaks; raises `RasoatError` where none counts.

        A laptop enrolled after it packed sends none along: then the one made here counts. Of two, the later.
        A bundle of a revoked device, or behind the last day, counts where a person let in that very `bundle`.
        """
        words = keys.fingerprint(header.device)
        if header.device in self.revoked and bundle not in self.allowed:
            raise refusals.revoked_device(words)
        given = header.certificate
        if given and given.device != header.device:
            raise refusals.bad_certificate(words)
        certificate = self._best(given, self.known.get(header.device))
        if certificate is None:
            raise refusals.other_office(given.office.name, words) if given else refusals.unknown_device(words)
        if certificate.until and today > certificate.until and bundle not in self.allowed:
            raise refusals.certificate_ended(certificate.until)
        return certificate

    def _best(self, given: Certificate | None, known: Certificate | None) -> Certificate | None:
        best: Certificate | None = None
        for certificate in (given, known):
            if certificate is None:
                continue
            certificate.verify()
            if self._accepts(certificate) and (best is None or certificate.issued > best.issued):
                best = certificate
        return best

    def _accepts(self, certificate: Certificate) -> bool:
        root = certificate.office.root
        return root in self.roots or (self.office is not None and root == self.office.root)
