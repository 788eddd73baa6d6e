# What type checkers see of the package: the API as if it were loaded at once.
from negtrack.answer import Answer as Answer
from negtrack.api import Record as Record
from negtrack.api import agreements as agreements
from negtrack.api import check as check
from negtrack.api import diff as diff
from negtrack.api import distance as distance
from negtrack.api import forecast as forecast
from negtrack.api import gaps as gaps
from negtrack.api import history as history
from negtrack.api import linkage as linkage
from negtrack.api import load as load
from negtrack.api import moves as moves
from negtrack.api import pending as pending
from negtrack.api import polarisation as polarisation
from negtrack.api import reliability as reliability
from negtrack.api import show as show
from negtrack.api import stalemate as stalemate
from negtrack.problems import Stop as Stop

__version__: str
API: tuple[str, ...]
