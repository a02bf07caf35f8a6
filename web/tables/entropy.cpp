// Where the programs without Emscripten's JavaScript have random bytes for their hashes from: whoever runs them gives env.mj_random.
// Emscripten's own getentropy() asks for an import in some versions, and ends the program in others.
#include <cstddef>

extern "C" {
int mj_random(void* to, size_t size); // see lib_random.js; 0: done
int getentropy(void* to, size_t size) { return mj_random(to, size); }
}
