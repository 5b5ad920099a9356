// SPDX-License-Identifier: MIT
#include "display/port/image_reader.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace talon::display {

std::shared_ptr<const bus::BoardImage> read_image(const std::filesystem::path& file, const link::Key& key) {
  std::ifstream in(file, std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw std::runtime_error("не читается файл " + file.string());
  auto read = bus::decode(bytes, key);
  if (const auto* fault = std::get_if<bus::ImageFault>(&read))
    throw std::runtime_error(bus::say(*fault) + ": " + file.string());
  return std::make_shared<const bus::BoardImage>(std::get<bus::BoardImage>(std::move(read)));
}

}  // namespace talon::display
