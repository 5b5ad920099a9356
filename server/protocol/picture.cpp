// SPDX-License-Identifier: MIT
#include "server/protocol/json.h"
#include "server/protocol/reader_boost.h"
#include "server/protocol/writer.h"

namespace talon::protocol {

template <HasFields Picture>
std::string encode(const Picture& picture) {
  Writer writer;
  writer.reserve(1024);
  writer.value(picture);
  return std::move(writer).text();
}

template <HasFields Picture>
Result<Picture> decode(std::string_view text) {
  constexpr std::size_t deepest = 8;
  Document document;
  if (auto refusal = parse(text, deepest, document)) return *refusal;
  Reader reader(Missing::refused);
  Picture picture{};
  if (!reader.read(document.root, picture)) return reader.refusal();
  return picture;
}

#define TALON_WIRE(Picture)                             \
  template std::string encode<Picture>(const Picture&); \
  template Result<Picture> decode<Picture>(std::string_view)
TALON_WIRE(HallTime);
TALON_WIRE(OfficePicture);
TALON_WIRE(RoomPicture);
TALON_WIRE(OfferPicture);
TALON_WIRE(ServicePicture);
TALON_WIRE(GroupPicture);
TALON_WIRE(ReceptionPicture);
TALON_WIRE(MenuLimitPicture);
TALON_WIRE(TranslationPicture);
TALON_WIRE(MenuPicture);
TALON_WIRE(SlipContent);
TALON_WIRE(TicketReply);
TALON_WIRE(CallPicture);
TALON_WIRE(LinePicture);
TALON_WIRE(HallPicture);
TALON_WIRE(DeskTicket);
TALON_WIRE(UndoPicture);
TALON_WIRE(DeskDay);
TALON_WIRE(OutcomePicture);
TALON_WIRE(PhonePicture);
TALON_WIRE(RegistryRowPicture);
TALON_WIRE(OrderModePicture);
TALON_WIRE(CallbackPicture);
TALON_WIRE(CallbackList);
TALON_WIRE(SlotPicture);
TALON_WIRE(SlotsPicture);
TALON_WIRE(AppointmentPicture);
TALON_WIRE(AppointmentList);
TALON_WIRE(WaitingPicture);
TALON_WIRE(DeskPicture);
TALON_WIRE(LiveDesk);
TALON_WIRE(ComponentPicture);
TALON_WIRE(DevicePicture);
TALON_WIRE(BreachPicture);
TALON_WIRE(LivePicture);
TALON_WIRE(NextPicture);
TALON_WIRE(TicketStatus);
TALON_WIRE(BoardPicture);
TALON_WIRE(Leg);
TALON_WIRE(LimitsRow);
TALON_WIRE(RegulationVersion);
TALON_WIRE(LimitsTable);
#undef TALON_WIRE

}  // namespace talon::protocol
