"""Many fibers and their motor units: foci in, recordings and force out."""

from multifocal.nerve.entrapment import entrapment
from multifocal.nerve.examination import Conditions, Examination, examine, usual_studies
from multifocal.nerve.excitation import voluntary_force
from multifocal.nerve.f_wave import f_latencies_ms, f_waves
from multifocal.nerve.focus import DEFAULT_EXTENT_MM, MECHANISMS, Focus
from multifocal.nerve.force import Ability, ability, force, mrc_grade, strengths
from multifocal.nerve.journey import journey
from multifocal.nerve.limb_force import (
    LimbForce,
    Normal,
    limb_force,
    limb_forces,
    muscles_behind,
    normal_strength,
)
from multifocal.nerve.martin_gruber import CrossedPool, martin_gruber
from multifocal.nerve.noise import AMPLIFIER, Noise
from multifocal.nerve.passage import Passage, passages
from multifocal.nerve.pool import MotorPool, motor_pool
from multifocal.nerve.pool_table import recordable_muscles
from multifocal.nerve.sensory import (
    SensoryNerve,
    sensory_nerve,
    sensory_response,
    simulated_sensory_studies,
)
from multifocal.nerve.stimulation import Conduction, conduction, stimulate
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus
from multifocal.nerve.temperature import LimbTemperature

__all__ = [
    "AMPLIFIER",
    "DEFAULT_EXTENT_MM",
    "MECHANISMS",
    "SUPRAMAXIMAL",
    "Ability",
    "Conditions",
    "Conduction",
    "CrossedPool",
    "Examination",
    "Focus",
    "LimbForce",
    "LimbTemperature",
    "MotorPool",
    "Noise",
    "Normal",
    "Passage",
    "SensoryNerve",
    "Stimulus",
    "ability",
    "conduction",
    "entrapment",
    "examine",
    "f_latencies_ms",
    "f_waves",
    "force",
    "journey",
    "limb_force",
    "limb_forces",
    "martin_gruber",
    "motor_pool",
    "mrc_grade",
    "muscles_behind",
    "normal_strength",
    "passages",
    "recordable_muscles",
    "sensory_nerve",
    "sensory_response",
    "simulated_sensory_studies",
    "stimulate",
    "strengths",
    "usual_studies",
    "voluntary_force",
]
