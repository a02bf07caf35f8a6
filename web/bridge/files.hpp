// FilePicker and Download in the browser.
#pragma once
#include "app/port/download.hpp"
#include "app/port/file_picker.hpp"

namespace mj {

class BrowserPicker : public FilePicker {
  public:
    BrowserPicker();
    void pick(const std::string& accept, bool several,
              std::function<void(std::unique_ptr<PickedFile>)> picked) override;
    bool next() override;
    std::optional<Carried> carried() const override;
    void pick_carried(std::function<void(std::unique_ptr<PickedFile>)> picked) override;
    void beside(const std::string& name, std::function<void(std::string)> got) override;
    void watch_drops(std::function<void(std::unique_ptr<PickedFile>)> dropped) override;
    void picked(uint32_t id, const char* name, double size, bool sealed, bool dropped); ///< from JavaScript
    void lies_beside(const char* text);                                                 ///< from JavaScript

  private:
    std::function<void(std::unique_ptr<PickedFile>)> waiting_, dropped_;
    std::function<void(std::string)> beside_;
};

/// What JavaScript gathers under this id.
std::unique_ptr<DownloadFile> file_written(uint32_t id, std::string name);

class BrowserDownload : public Download {
  public:
    bool makes_pages() const override;
    std::unique_ptr<DownloadFile> begin(const std::string& name, const std::string& mime,
                                        const std::string& passphrase, bool ask) override;
};

} // namespace mj
