// What the program asks of the machine it runs on. web/bridge implements it in the browser, tests with fakes.
// Callbacks come between frames, never inside App::frame(), and the host draws again after each.
#pragma once
#include "app/port/backup_folder.hpp"
#include "app/port/clipboard.hpp"
#include "app/port/clock.hpp"
#include "app/port/download.hpp"
#include "app/port/file_picker.hpp"
#include "app/port/fonts.hpp"
#include "app/port/keys.hpp"
#include "app/port/lock.hpp"
#include "app/port/prefs.hpp"
#include "app/port/tables.hpp"
#include "app/port/updates.hpp"
#include "app/port/window.hpp"
#include "core/vault/storage.hpp"

namespace mj {

/// Everything outlives the program's App.
struct Host {
    Storage& storage;
    FilePicker& picker;
    Tables& tables;
    Download& download;
    Clipboard& clipboard;
    Clock& clock;
    Prefs& prefs;
    Fonts& fonts;
    Window& window;
    Updates& updates;
    BackupFolder& folder;
    Lock& lock;
    Keys& keys;
};

} // namespace mj
