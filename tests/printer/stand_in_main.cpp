// SPDX-License-Identifier: MIT
// The checks of usb_worker_check in one process with the printer (stand_in_usb.h), so that ThreadSanitizer
// can watch the worker's thread.
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <stdexcept>

#include "printer/escpos/profiles.h"
#include "tests/printer/stand_in_usb.h"

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  std::string folder = (std::filesystem::temp_directory_path() / "talon-usb-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error(folder);
  setenv("RIG_FOLDER", folder.c_str(), 1);
  const char* model = std::getenv("RIG_MODEL");
  talon::printer::BenchOptions options;
  options.model =
      talon::emulator::model_of(*talon::escpos::find_profile(model != nullptr ? model : "epson-tm-t20"));
  options.model.rows_per_second = 600;
  options.slips = folder + "/slips";
  options.bytes = folder + "/bytes";
  options.control = folder + "/control";
  int code = 0;
  {
    const talon::rig::StandInBus bus(options);
    code = RUN_ALL_TESTS();
  }
  std::filesystem::remove_all(folder);
  return code;
}
