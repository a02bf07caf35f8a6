// What Dear ImGui's backend asks WebGL for before it draws, so as to put it back afterwards. Every question would wait until the
// graphics process has finished the picture before (nine tenths of a frame where it draws in software), and nobody but
// Dear ImGui draws here: so the answers are those of a fresh context. See cmake/imgui.cmake.
#include <GLES3/gl3.h>

extern "C" void mj_gl_get(GLenum what, GLint* to) {
    switch (what) {
    case GL_ACTIVE_TEXTURE: *to = GL_TEXTURE0; break;
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING:
    case GL_PIXEL_UNPACK_BUFFER_BINDING: *to = 0; break;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA: *to = GL_ONE; break;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA: *to = GL_ZERO; break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA: *to = GL_FUNC_ADD; break;
    case GL_VIEWPORT: // the loop sets it for every frame
    case GL_SCISSOR_BOX: to[0] = to[1] = to[2] = to[3] = 0; break;
    default: glGetIntegerv(what, to);
    }
}
