"""Many fibers and their motor units: foci in, recordings and force out."""

from multifocal.nerve.focus import DEFAULT_EXTENT_MM, MECHANISMS, Focus
from multifocal.nerve.force import Ability, ability, force, mrc_grade, strengths
from multifocal.nerve.passage import Passage, passages
from multifocal.nerve.pool import MotorPool, motor_pool
from multifocal.nerve.pool_table import recordable_muscles
from multifocal.nerve.stimulation import Conduction, conduction, stimulate

__all__ = [
    "DEFAULT_EXTENT_MM",
    "MECHANISMS",
    "Ability",
    "Conduction",
    "Focus",
    "MotorPool",
    "Passage",
    "ability",
    "conduction",
    "force",
    "motor_pool",
    "mrc_grade",
    "passages",
    "recordable_muscles",
    "stimulate",
    "strengths",
]
