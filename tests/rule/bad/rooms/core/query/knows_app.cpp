#include "app/port/clock.hpp"
