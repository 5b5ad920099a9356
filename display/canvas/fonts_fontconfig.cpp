// SPDX-License-Identifier: MIT
#include "display/canvas/fonts_fontconfig.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "display/canvas/canvas.h"

namespace talon::canvas {
namespace {

namespace fs = std::filesystem;

struct Loaded {
  std::mutex mutex;
  std::string folder;  // empty: the default
  FcConfig* config = nullptr;
  std::atomic<unsigned> generation{1};
};
// Never destroyed: threads that still hold text layouts may outlive static destruction.
Loaded& loaded() {
  static auto* fonts = new Loaded;
  return *fonts;
}

std::vector<std::string> font_files(const fs::path& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (const auto suffix = entry.path().extension(); suffix == ".ttf" || suffix == ".otf")
      files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());  // the same order on every disk, the same match
  return files;
}

fs::path default_folder() {
  if (const char* wanted = std::getenv("TALON_FONTS"); wanted != nullptr && *wanted != '\0') return wanted;
  std::error_code error;
  const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path() / "fonts";
  if (!error && !font_files(beside).empty()) return beside;
  return "/usr/share/talon/fonts";
}

FcConfig* load(const fs::path& folder) {
  const auto files = font_files(folder);
  if (files.empty()) throw std::runtime_error("в папке шрифтов нет ни одного шрифта: " + folder.string());
  FcConfig* config = FcConfigCreate();
  for (const auto& file : files) {
    if (FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(file.c_str())) == FcFalse) {
      FcConfigDestroy(config);
      throw std::runtime_error("шрифт не читается: " + file);
    }
  }
  // Current as well: whatever asks fontconfig without naming a configuration must not scan the system's
  // fonts.
  FcConfigSetCurrent(config);
  return config;
}

}  // namespace

FontSet current_fonts() {
  Loaded& fonts = loaded();
  const std::scoped_lock lock(fonts.mutex);
  if (fonts.config == nullptr)
    fonts.config = load(fonts.folder.empty() ? default_folder() : fs::path(fonts.folder));
  return {FcConfigReference(fonts.config), fonts.generation.load()};
}

unsigned font_generation() {
  return loaded().generation.load();
}

void use_fonts(const std::string& folder) {
  Loaded& fonts = loaded();
  const std::scoped_lock lock(fonts.mutex);
  fonts.folder = folder;
  if (fonts.config != nullptr) FcConfigDestroy(fonts.config);
  fonts.config = nullptr;
  ++fonts.generation;
}

}  // namespace talon::canvas

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TALON_LEAK_CHECKED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define TALON_LEAK_CHECKED 1
#endif
#ifdef TALON_LEAK_CHECKED
// fontconfig keeps offsets where others keep pointers: its patterns, in use until the end, look leaked. SDL
// leaves one buffer of libdbus behind when it quits.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libdbus-1\n";
}
#endif
