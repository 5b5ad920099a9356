// SPDX-License-Identifier: MIT
#include "display/bus/image_file.h"

#include <algorithm>

namespace talon::bus {
namespace {

constexpr std::array<std::uint8_t, 4> magic{'T', 'L', 'F', 'I'};
constexpr std::uint32_t layout = 1;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t header_bytes = magic.size() + 4 * 4 + 2 * tag_bytes;

link::Tag128 tag_of(const link::Key& key, std::uint32_t version, std::uint32_t slot,
                    std::span<const std::uint8_t> body) {
  link::ImageTag tag(key, version, static_cast<std::uint32_t>(body.size()), slot);
  tag.add(body);
  return tag.end();
}

void put(std::vector<std::uint8_t>& bytes, std::size_t value) {
  for (unsigned byte = 0; byte < 4; ++byte) bytes.push_back(static_cast<std::uint8_t>(value >> (8U * byte)));
}

std::uint32_t get(std::span<const std::uint8_t> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8U | bytes[at + i];
  return value;
}

bool fits(std::uint32_t size) {
  return size != 0 && size % 4 == 0 && size <= link::most_image_bytes;
}

/// The file's fields without a look at its tags.
std::variant<BoardImage, ImageFault> take_apart(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < magic.size() || !std::ranges::equal(bytes.first(magic.size()), magic))
    return ImageFault::other_file;
  if (bytes.size() < header_bytes) return ImageFault::wrong_size;
  if (get(bytes, 4) != layout) return ImageFault::unknown_layout;
  BoardImage image;
  image.version = get(bytes, 8);
  const std::array<std::uint32_t, 2> sizes{get(bytes, 12), get(bytes, 16)};
  if (!fits(sizes[0]) || !fits(sizes[1]) || bytes.size() != header_bytes + sizes[0] + sizes[1])
    return ImageFault::wrong_size;
  std::size_t body_at = header_bytes;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    BoardImage::Slot& part = image.slots[slot];
    std::ranges::copy(bytes.subspan(20 + slot * tag_bytes, tag_bytes), part.tag.begin());
    const auto body = bytes.subspan(body_at, sizes[slot]);
    part.body.assign(body.begin(), body.end());
    body_at += sizes[slot];
  }
  return image;
}

}  // namespace

std::string say(ImageFault fault) {
  switch (fault) {
    case ImageFault::other_file:
      return "это не файл программы табло";
    case ImageFault::unknown_layout:
      return "файл программы табло сделан более новой версией «Талона»";
    case ImageFault::wrong_size:
      return "файл программы табло обрезан или испорчен";
    case ImageFault::wrong_key:
      return "файл программы табло подписан другим ключом шины или изменён после подписи";
  }
  return "файл программы табло не читается";
}

BoardImage sign(std::uint32_t version, std::array<std::vector<std::uint8_t>, 2> bodies,
                const link::Key& key) {
  BoardImage image;
  image.version = version;
  for (std::uint32_t slot = 0; slot < 2; ++slot) {
    std::vector<std::uint8_t>& body = image.slots[slot].body;
    body = std::move(bodies[slot]);
    body.resize((body.size() + 3) / 4 * 4, 0xFF);  // flash is written by words
    image.slots[slot].tag = tag_of(key, version, slot, body);
  }
  return image;
}

std::vector<std::uint8_t> encode(const BoardImage& image) {
  std::vector<std::uint8_t> bytes(magic.begin(), magic.end());
  put(bytes, layout);
  put(bytes, image.version);
  for (const auto& slot : image.slots) put(bytes, slot.body.size());
  for (const auto& slot : image.slots) bytes.insert(bytes.end(), slot.tag.begin(), slot.tag.end());
  for (const auto& slot : image.slots) bytes.insert(bytes.end(), slot.body.begin(), slot.body.end());
  return bytes;
}

std::variant<BoardImage, ImageFault> decode(std::span<const std::uint8_t> bytes, const link::Key& key) {
  auto parts = take_apart(bytes);
  const auto* image = std::get_if<BoardImage>(&parts);
  if (image == nullptr) return parts;
  for (std::uint32_t slot = 0; slot < 2; ++slot) {
    const BoardImage::Slot& part = image->slots[slot];
    if (tag_of(key, image->version, slot, part.body) != part.tag) return ImageFault::wrong_key;
  }
  return parts;
}

}  // namespace talon::bus
