#include "core/vault/storage.hpp"
