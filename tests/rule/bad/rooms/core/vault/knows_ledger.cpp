#include "core/ledger/ledger.hpp"
