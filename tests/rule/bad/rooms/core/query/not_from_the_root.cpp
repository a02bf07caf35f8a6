#include "group.hpp"
