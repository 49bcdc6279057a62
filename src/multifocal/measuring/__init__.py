"""From waveforms to landmarks and measures: motor and sensory responses, F waves.

The marks lie between samples, so they do not depend on the sampling rate. How they are found is
this project's choice (source `multifocal-choice-landmarks`):

* rest: median of the sweep before the stimulus; where less than 1 ms of that was kept, of the
  quiet stretch between the stimulus artifact and the response; where the sweep drifts, hums or
  carries the artifact's tail, these are fitted to its quiet stretches and taken off;
* response: the first negative phase that stands clear of the noise and reaches a tenth of the
  largest one;
* onset and end: where that phase leaves and comes back to the baseline;
* what cannot be measured is never called absent: it carries its reason; nor is what was not
  recorded, where the sweep had ended, stood still or was stuck before a response must be over.
"""

from multifocal.measuring.by_hand import baseline_mv, no_response, remeasure
from multifocal.measuring.f_waves import FWave, FWaves, f_waves
from multifocal.measuring.many import between_sites, measure_all, measured
from multifocal.measuring.measured_study import completed_study, measured_study
from multifocal.measuring.reach import SLOWEST_M_S, usual_way_mm
from multifocal.measuring.reason import Reason, Unmeasurable
from multifocal.measuring.response import measure
from multifocal.measuring.sensory import sensory_velocity_m_s

__all__ = [
    "SLOWEST_M_S",
    "FWave",
    "FWaves",
    "Reason",
    "Unmeasurable",
    "baseline_mv",
    "between_sites",
    "completed_study",
    "f_waves",
    "measure",
    "measure_all",
    "measured",
    "measured_study",
    "no_response",
    "remeasure",
    "sensory_velocity_m_s",
    "usual_way_mm",
]
