"""Many fibers and their motor units: foci in, recordings and force out."""

from multifocal.nerve.axon_loss import AxonLoss, lose_units
from multifocal.nerve.entrapment import entrapment
from multifocal.nerve.examination import Examination, examine
from multifocal.nerve.excitation import voluntary_force
from multifocal.nerve.experiment import Experiment
from multifocal.nerve.f_wave import f_latencies_ms, f_waves
from multifocal.nerve.fates import LATE_MS, Fates, FocusTruth, PartFates, fate_of, focus_truth
from multifocal.nerve.focus import DEFAULT_EXTENT_MM, MECHANISMS, Focus
from multifocal.nerve.force import Ability, ability, force, mrc_grade
from multifocal.nerve.journey import journey
from multifocal.nerve.limb_force import (
    LimbForce,
    Normal,
    limb_force,
    limb_forces,
    muscles_behind,
    normal_strength,
)
from multifocal.nerve.martin_gruber import check_may_cross, martin_gruber, may_cross
from multifocal.nerve.noise import AMPLIFIER, Noise
from multifocal.nerve.passage import Passage, passages
from multifocal.nerve.person import Harm, Person
from multifocal.nerve.pool import MotorPool, motor_pool
from multifocal.nerve.pool_table import recordable_muscles
from multifocal.nerve.protocol import FWaveRun, MotorRun, Protocol, SensoryRun, usual_studies
from multifocal.nerve.sensory import (
    SensoryNerve,
    sensory_nerve,
    sensory_response,
    simulated_sensory_studies,
)
from multifocal.nerve.stimulation import Conduction, conduction, stimulate
from multifocal.nerve.stimulator import Shocked, shocked
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus
from multifocal.nerve.temperature import LimbTemperature

__all__ = [
    "AMPLIFIER",
    "DEFAULT_EXTENT_MM",
    "LATE_MS",
    "MECHANISMS",
    "SUPRAMAXIMAL",
    "Ability",
    "AxonLoss",
    "Conduction",
    "Examination",
    "Experiment",
    "FWaveRun",
    "Fates",
    "Focus",
    "FocusTruth",
    "Harm",
    "LimbForce",
    "LimbTemperature",
    "MotorPool",
    "MotorRun",
    "Noise",
    "Normal",
    "PartFates",
    "Passage",
    "Person",
    "Protocol",
    "SensoryNerve",
    "SensoryRun",
    "Shocked",
    "Stimulus",
    "ability",
    "check_may_cross",
    "conduction",
    "entrapment",
    "examine",
    "f_latencies_ms",
    "f_waves",
    "fate_of",
    "focus_truth",
    "force",
    "journey",
    "limb_force",
    "limb_forces",
    "lose_units",
    "martin_gruber",
    "may_cross",
    "motor_pool",
    "mrc_grade",
    "muscles_behind",
    "normal_strength",
    "passages",
    "recordable_muscles",
    "sensory_nerve",
    "sensory_response",
    "shocked",
    "simulated_sensory_studies",
    "stimulate",
    "usual_studies",
    "voluntary_force",
]
