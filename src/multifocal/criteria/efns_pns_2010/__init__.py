"""EFNS/PNS 2010 (first revision of the guideline on multifocal motor neuropathy)."""

from multifocal.criteria.efns_pns_2010.rules import EfnsPns2010

__all__ = ["EfnsPns2010"]
