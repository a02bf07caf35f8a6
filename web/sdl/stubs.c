/* What SDL and Dear ImGui's SDL2 backend name but never reach here: blitting, the 2D renderer, game controllers.
   Defined so that the linker does not fill them from Emscripten's own JavaScript SDL 1. */
#include "SDL.h"
#include "SDL_gamecontroller.h"
#include "video/SDL_blit.h"

int SDL_CalculateBlit(SDL_Surface* surface) {
    (void)surface;
    return SDL_Unsupported();
}

int SDL_FillRect(SDL_Surface* surface, const SDL_Rect* rect, Uint32 color) {
    (void)surface, (void)rect, (void)color;
    return SDL_Unsupported();
}

int SDL_RLESurface(SDL_Surface* surface) {
    (void)surface;
    return SDL_Unsupported();
}

void SDL_UnRLESurface(SDL_Surface* surface, int recode) { (void)surface, (void)recode; }

int SDL_GetRendererOutputSize(SDL_Renderer* renderer, int* w, int* h) {
    (void)renderer, (void)w, (void)h;
    return SDL_Unsupported();
}

int SDL_NumJoysticks(void) { return 0; }

SDL_bool SDL_IsGameController(int index) {
    (void)index;
    return SDL_FALSE;
}

SDL_GameController* SDL_GameControllerOpen(int index) {
    (void)index;
    return NULL;
}

void SDL_GameControllerClose(SDL_GameController* controller) { (void)controller; }

Sint16 SDL_GameControllerGetAxis(SDL_GameController* controller, SDL_GameControllerAxis axis) {
    (void)controller, (void)axis;
    return 0;
}

Uint8 SDL_GameControllerGetButton(SDL_GameController* controller, SDL_GameControllerButton button) {
    (void)controller, (void)button;
    return 0;
}
