// SPDX-License-Identifier: MIT
// Design, section 2: who may include whom, and that a technology's header appears only in files named after
// it.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path root = TALON_SOURCE_DIR;

/// Folder -> the folders it may include besides itself. A part that is not here is a shell and may include
/// anything.
const std::map<std::string, std::set<std::string>> allowed = {
    {"firmware/link", {}},
    {"firmware/app", {"firmware/link"}},
    {"firmware/hal/stm32f4", {"firmware/link", "firmware/app"}},
    {"firmware/hal/host",
     {"firmware/link", "firmware/app", "display/canvas", "display/window", "display/bus", "display/port"}},
    {"server/model", {}},
    {"server/configuration", {"server/model", "display/sight"}},
    {"server/visit", {"server/model"}},
    {"server/queue", {"server/model", "server/visit"}},
    {"server/outlook", {"server/model", "server/visit", "server/queue"}},
    {"server/simulation", {"server/model", "server/queue", "server/outlook"}},
    {"server/protocol", {"server/model", "server/configuration"}},
    {"server/stats", {"server/model", "server/protocol"}},
    {"server/store", {"server/model", "server/protocol", "server/stats"}},
    {"server/client", {"server/model", "server/protocol"}},
    {"server/reminder", {"server/model", "server/protocol", "server/client"}},
    {"server/web", {}},
    {"display/text", {"server/model"}},
    {"display/canvas", {}},
    {"display/sight", {"server/model", "display/canvas"}},
    {"display/window", {"server/model", "display/canvas"}},
    {"display/bus", {"server/model", "firmware/link", "firmware/app"}},
    {"display/port", {"firmware/link", "display/bus"}},
    {"display/board", {"server/model", "display/text", "display/canvas", "display/sight"}},
    {"display/voice", {"server/model", "display/text", "display/canvas"}},
    {"printer/slip", {"server/model", "display/text", "display/canvas"}},
    {"printer/escpos", {"server/model", "display/text", "display/canvas"}},
    {"printer/emulator", {"server/model", "display/text", "display/canvas", "printer/escpos"}},
    {"kiosk/screens", {"server/model", "display/text", "display/canvas", "printer/slip"}},
    {"kiosk/offline", {"server/model", "server/protocol"}},
};

/// What an include line begins with -> how the including file's name must end (before its extension).
const std::vector<std::pair<std::string, std::vector<std::string>>> technologies = {
    {"SDL", {"_sdl"}},
    {"curl/", {"_curl"}},
    {"libusb", {"_usb"}},
    {"usbredir", {"_redir"}},
    {"sqlite3", {"_sqlite", "sqlite"}},
    {"boost/beast", {"_beast"}},
    {"boost/asio", {"_beast"}},
    {"boost/locale", {"_locale"}},
    {"boost/json", {"_boost", "json"}},
    {"toml++", {"_toml"}},
    {"CLI/", {"main", "cli"}},
    {"cairo", {"_cairo", "_pango"}},
    {"pango/", {"_pango", "_cairo"}},
    {"qrencode", {"_qrencode", "_cairo", "qr"}},
    {"date/", {"_tz"}},
    {"modbus", {"_modbus"}},
};

struct Include {
  std::string file;
  std::string name;
  bool quoted = false;
};

/// What an include line names; nothing for any other line.
std::optional<Include> include_of(const std::string& line, const std::string& file) {
  constexpr std::string_view word = "#include ";
  if (line.rfind(word, 0) != 0 || line.size() < word.size() + 3) return std::nullopt;
  const char open = line[word.size()];
  const std::size_t end = line.find(open == '<' ? '>' : '"', word.size() + 1);
  if ((open != '<' && open != '"') || end == std::string::npos) return std::nullopt;
  return Include{file, line.substr(word.size() + 1, end - word.size() - 1), open == '"'};
}

std::vector<Include> includes_of(const std::vector<std::string>& parts) {
  std::vector<Include> found;
  for (const auto& part : parts) {
    if (!fs::exists(root / part)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / part)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      if (entry.path().string().find("node_modules") != std::string::npos) continue;
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        const auto include = include_of(line, fs::relative(entry.path(), root).string());
        if (include) found.push_back(*include);
      }
    }
  }
  return found;
}

bool begins(const std::string& text, const std::string& start) {
  return text.rfind(start, 0) == 0;
}

/// The deepest folder of the table that holds `file`; empty when none does.
std::string part_of(const std::string& file) {
  std::string best;
  for (const auto& [part, others] : allowed) {
    if (begins(file, part + "/") && part.size() > best.size()) best = part;
  }
  return best;
}

TEST(Shape, APartIncludesOnlyWhatStandsBelowIt) {
  ASSERT_GT(includes_of({"server"}).size(), 500U) << "the include lines are not read";
  for (const auto& include : includes_of({"firmware", "server", "display", "printer", "kiosk"})) {
    const std::string part = part_of(include.file);
    if (!include.quoted || part.empty()) continue;
    const fs::path target = fs::path(include.name).parent_path();
    const auto& others = allowed.at(part);
    const bool own = begins(include.name, part + "/") || target.empty();
    const bool permitted = std::any_of(others.begin(), others.end(), [&](const std::string& other) {
      return begins(include.name, other + "/");
    });
    EXPECT_TRUE(own || permitted) << include.file << " includes " << include.name;
  }
}

TEST(Shape, KioskAndDisplayNeverIncludeTheQueue) {
  for (const auto& include : includes_of({"kiosk", "display", "printer"})) {
    EXPECT_FALSE(begins(include.name, "server/queue/") || begins(include.name, "server/visit/"))
        << include.file << " includes " << include.name;
  }
}

TEST(Shape, ATechnologyAppearsOnlyInFilesNamedAfterIt) {
  for (const auto& include : includes_of({"firmware", "server", "display", "printer", "kiosk"})) {
    for (const auto& [start, endings] : technologies) {
      if (include.quoted || !begins(include.name, start)) continue;
      const std::string stem = fs::path(include.file).stem().string();
      const bool named = std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
        return stem.size() >= ending.size() &&
               stem.compare(stem.size() - ending.size(), ending.size(), ending) == 0;
      });
      EXPECT_TRUE(named) << include.file << " includes <" << include.name << ">";
    }
  }
}

TEST(Shape, EveryFolderOfThePartsSaysWhatItIs) {
  for (const auto& [part, others] : allowed) {
    if (!fs::exists(root / part)) continue;
    EXPECT_TRUE(fs::exists(root / part / "README.md")) << part << " has no README.md";
  }
}

TEST(Shape, EverySourceFileNamesItsLicence) {
  for (const auto& top : {"firmware", "server", "display", "printer", "kiosk", "tests"}) {
    if (!fs::exists(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      if (entry.path().string().find("node_modules") != std::string::npos) continue;
      std::ifstream file(entry.path());
      std::string first;
      std::getline(file, first);
      EXPECT_EQ(first, "// SPDX-License-Identifier: MIT") << entry.path();
    }
  }
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string word_at(const std::string& text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_'))
    ++end;
  return text.substr(at, end - at);
}

/// "Suite.Name" of every TEST, TEST_F and TEST_P in a source.
void add_tests(const std::string& text, std::set<std::string>& names) {
  for (const std::string macro : {"\nTEST(", "\nTEST_F(", "\nTEST_P("}) {
    for (auto at = text.find(macro); at != std::string::npos; at = text.find(macro, at + 1)) {
      const std::string suite = word_at(text, at + macro.size());
      const auto name = text.find_first_not_of(", \n", at + macro.size() + suite.size());
      if (name != std::string::npos) names.insert(suite + "." + word_at(text, name));
    }
  }
}

std::set<std::string> names_of_tests() {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests")) {
    const std::string path = entry.path().string();
    if (entry.path().extension() != ".cpp" || path.find("node_modules") != std::string::npos) continue;
    add_tests(text_of(entry.path()), names);
  }
  return names;
}

/// What stands between back quotes and has the shape Suite.Name.
std::vector<std::string> named_tests(const std::string& table) {
  const auto begins_large = [](const std::string& word) {
    return !word.empty() && std::isupper(static_cast<unsigned char>(word.front())) != 0;
  };
  std::vector<std::string> named;
  for (auto quote = table.find('`'); quote != std::string::npos; quote = table.find('`', quote + 1)) {
    const std::string suite = word_at(table, quote + 1);
    const auto dot = quote + 1 + suite.size();
    if (!begins_large(suite) || dot >= table.size() || table[dot] != '.') continue;
    const std::string name = word_at(table, dot + 1);
    const auto end = dot + 1 + name.size();
    if (begins_large(name) && end < table.size() && table[end] == '`') named.push_back(suite + "." + name);
  }
  return named;
}

/// The table of what goes wrong with paper names its proofs: a test that is renamed is renamed there.
TEST(Shape, EveryTestThatTheTableOfPaperNamesIsThere) {
  const std::set<std::string> names = names_of_tests();
  const std::vector<std::string> named = named_tests(text_of(root / "tests/kiosk/README.md"));
  for (const std::string& each : named) EXPECT_TRUE(names.contains(each)) << each;
  EXPECT_GE(named.size(), 30U) << "the table is not read";
}

}  // namespace
