#include "web/host/loop.hpp"
