"""Nerve excitability testing of simulated fibers: thresholds, and what shifts them."""

from multifocal.excitability.current_threshold import CurrentThreshold, current_threshold
from multifocal.excitability.electrotonus import Electrotonus, threshold_electrotonus
from multifocal.excitability.polarization import resting_mv, steady_for_shift
from multifocal.excitability.published import PUBLISHED, PublishedValue
from multifocal.excitability.recovery import RecoveryCycle, recovery_cycle
from multifocal.excitability.strength_duration import StrengthDuration, strength_duration
from multifocal.excitability.tracking import Tracking

__all__ = [
    "PUBLISHED",
    "CurrentThreshold",
    "Electrotonus",
    "PublishedValue",
    "RecoveryCycle",
    "StrengthDuration",
    "Tracking",
    "current_threshold",
    "recovery_cycle",
    "resting_mv",
    "steady_for_shift",
    "strength_duration",
    "threshold_electrotonus",
]
