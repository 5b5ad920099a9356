// SPDX-License-Identifier: MIT
// The description that is served equals the code: fields of every picture, types of events, refusals,
// enumerations; its examples are read by the code that reads the real bodies.
#include "server/protocol/openapi.h"

#include <boost/json.hpp>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "server/model/names.h"
#include "server/outlook/redistribution.h"
#include "server/outlook/staffing.h"
#include "server/protocol/json.h"
#include "server/protocol/request.h"
#include "server/protocol/request_booking.h"
#include "server/protocol/request_session.h"
#include "server/stats/format.h"
#include "server/stats/session_report.h"

namespace talon::protocol {
namespace {

namespace json = boost::json;

const json::object& document() {
  static const json::value parsed = json::parse(openapi_document());
  return parsed.as_object();
}
const json::object& schema(std::string_view name) {
  return document().at("components").at("schemas").at(name).as_object();
}
std::vector<std::string> strings(const json::value& list) {
  std::vector<std::string> all;
  for (const json::value& item : list.as_array()) all.emplace_back(item.as_string());
  return all;
}

/// Name of the schema that a struct of the model has.
template <class Struct>
constexpr std::string_view schema_name{};
#define TALON_SCHEMA(Struct, name) \
  template <>                      \
  constexpr std::string_view schema_name<Struct> = name
TALON_SCHEMA(HallTime, "HallTime");
TALON_SCHEMA(OfficePicture, "OfficePicture");
TALON_SCHEMA(RoomPicture, "RoomPicture");
TALON_SCHEMA(OfferPicture, "OfferPicture");
TALON_SCHEMA(ServicePicture, "ServicePicture");
TALON_SCHEMA(GroupPicture, "GroupPicture");
TALON_SCHEMA(ReceptionPicture, "ReceptionPicture");
TALON_SCHEMA(MenuLimitPicture, "MenuLimitPicture");
TALON_SCHEMA(TranslationPicture, "TranslationPicture");
TALON_SCHEMA(TerminalPicture, "TerminalPicture");
TALON_SCHEMA(PlanPoint, "PlanPoint");
TALON_SCHEMA(PlanRoom, "PlanRoom");
TALON_SCHEMA(PlanSign, "PlanSign");
TALON_SCHEMA(FloorPlan, "FloorPlan");
TALON_SCHEMA(PlanMark, "PlanMark");
TALON_SCHEMA(MenuPicture, "MenuPicture");
TALON_SCHEMA(SlipLayout, "SlipLayout");
TALON_SCHEMA(SlipContent, "SlipContent");
TALON_SCHEMA(TicketReply, "TicketReply");
TALON_SCHEMA(CallPicture, "CallPicture");
TALON_SCHEMA(LinePicture, "LinePicture");
TALON_SCHEMA(HallPicture, "HallPicture");
TALON_SCHEMA(DeskTicket, "DeskTicket");
TALON_SCHEMA(CalledBefore, "CalledBefore");
TALON_SCHEMA(HelpPicture, "HelpPicture");
TALON_SCHEMA(HelpCallPicture, "HelpCallPicture");
TALON_SCHEMA(NoticePicture, "NoticePicture");
TALON_SCHEMA(OutlookPicture, "OutlookPicture");
TALON_SCHEMA(OrderModePicture, "OrderModePicture");
TALON_SCHEMA(OrderPicture, "OrderPicture");
TALON_SCHEMA(OrderMode, "OrderMode");
TALON_SCHEMA(PriorityRule, "PriorityRule");
TALON_SCHEMA(Ground, "Ground");
TALON_SCHEMA(WaitingPicture, "WaitingPicture");
TALON_SCHEMA(UndoPicture, "UndoPicture");
TALON_SCHEMA(DeskDay, "DeskDay");
TALON_SCHEMA(OutcomePicture, "OutcomePicture");
TALON_SCHEMA(ColleaguePicture, "ColleaguePicture");
TALON_SCHEMA(PhonePicture, "PhonePicture");
TALON_SCHEMA(RegistryRowPicture, "RegistryRowPicture");
TALON_SCHEMA(CallbackPicture, "CallbackPicture");
TALON_SCHEMA(CallbackList, "CallbackList");
TALON_SCHEMA(SlotPicture, "SlotPicture");
TALON_SCHEMA(SlotsPicture, "SlotsPicture");
TALON_SCHEMA(AppointmentPicture, "AppointmentPicture");
TALON_SCHEMA(AppointmentList, "AppointmentList");
TALON_SCHEMA(DeskPicture, "DeskPicture");
TALON_SCHEMA(LiveDesk, "LiveDesk");
TALON_SCHEMA(ComponentPicture, "ComponentPicture");
TALON_SCHEMA(DevicePicture, "DevicePicture");
TALON_SCHEMA(BreachPicture, "BreachPicture");
TALON_SCHEMA(LivePicture, "LivePicture");
TALON_SCHEMA(NextPicture, "NextPicture");
TALON_SCHEMA(BoardPicture, "BoardPicture");
TALON_SCHEMA(BoardLayout, "BoardLayout");
TALON_SCHEMA(BoardKind, "BoardKind");
TALON_SCHEMA(Panel, "Panel");
TALON_SCHEMA(PanelKind, "PanelKind");
TALON_SCHEMA(Wall, "Wall");
TALON_SCHEMA(InfoPage, "InfoPage");
TALON_SCHEMA(RoomPlate, "RoomPlate");
TALON_SCHEMA(DeskPlate, "DeskPlate");
TALON_SCHEMA(LimitPicture, "LimitPicture");
TALON_SCHEMA(VoiceRules, "VoiceRules");
TALON_SCHEMA(VolumeSpan, "VolumeSpan");
TALON_SCHEMA(SpokenNotice, "SpokenNotice");
TALON_SCHEMA(TicketStatus, "TicketStatus");
TALON_SCHEMA(Leg, "Leg");
TALON_SCHEMA(LimitsRow, "LimitsRow");
TALON_SCHEMA(RegulationVersion, "RegulationVersion");
TALON_SCHEMA(LimitsTable, "LimitsTable");
TALON_SCHEMA(Unit, "Unit");
TALON_SCHEMA(stats::Measured, "Measured");
TALON_SCHEMA(stats::Row, "ReportRow");
TALON_SCHEMA(stats::Books, "Books");
TALON_SCHEMA(stats::SummaryReport, "SummaryReport");
TALON_SCHEMA(stats::BreachRow, "BreachRow");
TALON_SCHEMA(stats::BreachReport, "BreachReport");
TALON_SCHEMA(stats::ChartPoint, "ChartPoint");
TALON_SCHEMA(stats::ChartLimit, "ChartLimit");
TALON_SCHEMA(stats::ChartReport, "ChartReport");
TALON_SCHEMA(stats::DayReport, "DayReport");
TALON_SCHEMA(stats::ClauseRow, "ClauseRow");
TALON_SCHEMA(stats::OutcomeRow, "OutcomeRow");
TALON_SCHEMA(stats::WorkRow, "WorkRow");
TALON_SCHEMA(stats::WorkGap, "WorkGap");
TALON_SCHEMA(stats::WorkReport, "WorkReport");
TALON_SCHEMA(stats::PauseRow, "PauseRow");
TALON_SCHEMA(stats::LoadRow, "LoadRow");
TALON_SCHEMA(stats::LoadReport, "LoadReport");
TALON_SCHEMA(stats::OutOfTurnCall, "OutOfTurnCall");
TALON_SCHEMA(stats::OutOfTurnReport, "OutOfTurnReport");
TALON_SCHEMA(stats::SignRow, "SignRow");
TALON_SCHEMA(stats::SignsReport, "SignsReport");
TALON_SCHEMA(stats::PhoneRow, "PhoneRow");
TALON_SCHEMA(stats::PhoneReport, "PhoneReport");
TALON_SCHEMA(stats::RatingRow, "RatingRow");
TALON_SCHEMA(stats::RatingReport, "RatingReport");
TALON_SCHEMA(stats::HelpRow, "HelpRow");
TALON_SCHEMA(stats::HelpReport, "HelpReport");
TALON_SCHEMA(stats::RegistryRow, "RegistryRow");
TALON_SCHEMA(stats::RegistryHeading, "RegistryHeading");
TALON_SCHEMA(stats::RegistryRange, "RegistryRange");
TALON_SCHEMA(stats::RegistryReport, "RegistryReport");
TALON_SCHEMA(stats::AppointmentRow, "AppointmentRow");
TALON_SCHEMA(stats::AppointmentReport, "AppointmentReport");
TALON_SCHEMA(stats::ForecastRow, "ForecastRow");
TALON_SCHEMA(stats::ForecastReport, "ForecastReport");
TALON_SCHEMA(stats::SessionRow, "SessionRow");
TALON_SCHEMA(stats::HandoverRow, "HandoverRow");
TALON_SCHEMA(stats::SessionReport, "SessionReport");
TALON_SCHEMA(stats::YearReport, "YearReport");
TALON_SCHEMA(stats::OwnReport, "OwnReport");
TALON_SCHEMA(outlook::WaitFigures, "WaitFigures");
TALON_SCHEMA(outlook::LineReplay, "LineReplay");
TALON_SCHEMA(outlook::DeskWork, "DeskWork");
TALON_SCHEMA(outlook::DeskReplay, "DeskReplay");
TALON_SCHEMA(outlook::ReplayReport, "ReplayReport");
TALON_SCHEMA(outlook::StaffedHalfHour, "StaffedHalfHour");
TALON_SCHEMA(outlook::StaffedWeekday, "StaffedWeekday");
TALON_SCHEMA(outlook::StaffingReport, "StaffingReport");
TALON_SCHEMA(outlook::DeskDuties, "DeskDuties");
TALON_SCHEMA(outlook::DutyProposal, "DutyProposal");
TALON_SCHEMA(outlook::RedistributionReport, "RedistributionReport");
TALON_SCHEMA(stats::Definition, "Definition");
TALON_SCHEMA(stats::Definitions, "Definitions");
TALON_SCHEMA(Entry, "Entry");
TALON_SCHEMA(Measure, "Measure");
TALON_SCHEMA(DeviceRole, "DeviceRole");
TALON_SCHEMA(LedRole, "LedRole");
TALON_SCHEMA(BusProtocol, "BusProtocol");
TALON_SCHEMA(TicketState, "TicketState");
TALON_SCHEMA(SlipOutcome, "SlipOutcome");
TALON_SCHEMA(DeskState, "DeskState");
TALON_SCHEMA(ColumnOf, "ColumnOf");
TALON_SCHEMA(BookedBy, "BookedBy");
TALON_SCHEMA(Channel, "Channel");
TALON_SCHEMA(AppointmentState, "AppointmentState");
TALON_SCHEMA(ReminderState, "ReminderState");
TALON_SCHEMA(Health, "Health");
TALON_SCHEMA(LegOutcome, "LegOutcome");
TALON_SCHEMA(Role, "Role");
TALON_SCHEMA(TicketNumber, "TicketNumber");
#undef TALON_SCHEMA

template <class>
constexpr bool is_vector = false;
template <class Item>
constexpr bool is_vector<std::vector<Item>> = true;
template <class>
constexpr bool is_optional = false;
template <class Item>
constexpr bool is_optional<std::optional<Item>> = true;

/// What the schema of a member must say, as text: "integer", "integer?", "[HallTime]".
template <class Member>
std::string expected() {
  if constexpr (is_vector<Member>)
    return "[" + expected<typename Member::value_type>() + "]";
  else if constexpr (is_optional<Member>)
    return expected<typename Member::value_type>() + "?";
  else if constexpr (!schema_name<Member>.empty())
    return std::string(schema_name<Member>);
  else if constexpr (std::is_same_v<Member, bool>)
    return "boolean";
  else if constexpr (std::is_integral_v<Member> || std::is_same_v<Member, Seconds> ||
                     std::is_same_v<Member, Millis> || std::is_same_v<Member, std::chrono::minutes>)
    return "integer";
  else if constexpr (std::is_floating_point_v<Member>)
    return "number";
  else if constexpr (std::is_same_v<Member, Timestamp>)
    return "string date-time";
  else if constexpr (std::is_same_v<Member, Date>)
    return "string date";
  else
    return "string";
}

/// The same of a schema in the document.
std::string said(const json::object& property) {
  if (const auto* one_of = property.if_contains("oneOf")) return said(one_of->at(0).as_object()) + "?";
  if (const auto* ref = property.if_contains("$ref")) {
    const std::string_view path = ref->as_string();
    return std::string(path.substr(path.rfind('/') + 1));
  }
  const json::value& type = property.at("type");
  std::string text(type.is_array() ? type.at(0).as_string() : type.as_string());
  if (text == "array") return "[" + said(property.at("items").as_object()) + "]";
  if (const auto* format = property.if_contains("format")) text += " " + std::string(format->as_string());
  return text + (type.is_array() ? "?" : "");
}

template <class Struct>
void expect_same() {
  SCOPED_TRACE(schema_name<Struct>);
  const json::object& described = schema(schema_name<Struct>);
  const json::object& properties = described.at("properties").as_object();
  std::vector<std::string> names;
  const Struct object{};
  for_each_field(object, [&](const char* name, const auto& member) {
    names.emplace_back(name);
    const json::value* property = properties.if_contains(name);
    ASSERT_NE(property, nullptr) << name;
    EXPECT_EQ(said(property->as_object()), expected<std::decay_t<decltype(member)>>()) << name;
  });
  EXPECT_EQ(strings(described.at("required")), names);
  EXPECT_EQ(properties.size(), names.size());
}

template <class Enum>
void expect_same_names() {
  std::vector<std::string> names;
  for (const auto& [value, name] : Names<Enum>::all) names.emplace_back(name);
  EXPECT_EQ(strings(schema(schema_name<Enum>).at("enum")), names) << schema_name<Enum>;
}

template <class... Structs>
void expect_all_same() {
  (expect_same<Structs>(), ...);
}

std::string example(std::string_view name) {
  return json::serialize(schema(name).at("examples").at(0));
}

TEST(OpenApi, EverySchemaHasTheFieldsOfItsStruct) {
  expect_all_same<HallTime, OfficePicture, RoomPicture, OfferPicture, ServicePicture, GroupPicture,
                  MenuPicture, SlipLayout, SlipContent, TicketReply, CallPicture, LinePicture, HallPicture,
                  DeskTicket, CalledBefore, OrderModePicture, OrderPicture, HelpPicture, HelpCallPicture,
                  NoticePicture, OutlookPicture, UndoPicture, DeskDay, WaitingPicture, DeskPicture,
                  ColleaguePicture, LiveDesk, ComponentPicture, DevicePicture, BreachPicture, LivePicture,
                  TicketStatus, Leg, LimitsRow, RegulationVersion, LimitsTable>();
  expect_all_same<NextPicture, BoardPicture, BoardLayout, Panel, Wall, InfoPage, RoomPlate, DeskPlate,
                  LimitPicture, VoiceRules, VolumeSpan, SpokenNotice>();
  expect_all_same<ReceptionPicture, MenuLimitPicture, TranslationPicture, TerminalPicture>();
  expect_all_same<PlanPoint, PlanRoom, PlanSign, FloorPlan>();
  expect_all_same<OutcomePicture, PhonePicture, RegistryRowPicture, CallbackPicture, CallbackList,
                  SlotPicture, SlotsPicture, AppointmentPicture, AppointmentList>();
  expect_all_same<stats::Measured, stats::Row, stats::Books, stats::SummaryReport, stats::BreachRow,
                  stats::BreachReport, stats::ChartPoint, stats::ChartLimit, stats::ChartReport,
                  stats::DayReport, stats::ClauseRow, stats::OutcomeRow, stats::WorkRow, stats::WorkGap,
                  stats::WorkReport, stats::PauseRow, stats::LoadRow, stats::LoadReport, stats::OutOfTurnCall,
                  stats::OutOfTurnReport, stats::SignRow, stats::SignsReport, stats::PhoneRow,
                  stats::PhoneReport, stats::RatingRow, stats::RatingReport, stats::HelpRow,
                  stats::HelpReport, stats::RegistryRow, stats::RegistryHeading, stats::RegistryRange,
                  stats::RegistryReport, stats::AppointmentRow, stats::AppointmentReport, stats::ForecastRow,
                  stats::ForecastReport, stats::SessionRow, stats::HandoverRow, stats::SessionReport,
                  stats::YearReport, stats::OwnReport, stats::Definition, stats::Definitions>();
  expect_all_same<outlook::WaitFigures, outlook::LineReplay, outlook::DeskWork, outlook::DeskReplay,
                  outlook::ReplayReport, outlook::StaffedHalfHour, outlook::StaffedWeekday,
                  outlook::StaffingReport, outlook::DeskDuties, outlook::DutyProposal,
                  outlook::RedistributionReport>();
}

TEST(OpenApi, EnumerationsEventsAndRefusalsAreTheModels) {
  expect_same_names<Entry>();
  expect_same_names<Measure>();
  expect_same_names<Unit>();
  expect_same_names<DeviceRole>();
  expect_same_names<LedRole>();
  expect_same_names<BusProtocol>();
  expect_same_names<TicketState>();
  expect_same_names<SlipOutcome>();
  expect_same_names<DeskState>();
  expect_same_names<ColumnOf>();
  expect_same_names<BoardKind>();
  expect_same_names<PanelKind>();
  expect_same_names<BookedBy>();
  expect_same_names<Channel>();
  expect_same_names<AppointmentState>();
  expect_same_names<ReminderState>();
  expect_same_names<Health>();
  expect_same_names<LegOutcome>();
  expect_same_names<OrderMode>();
  expect_same_names<PriorityRule>();
  expect_same_names<Ground>();
  expect_same_names<Role>();
  std::vector<std::string> events;
  [&]<std::size_t... index>(std::index_sequence<index...>) {
    (events.emplace_back(std::variant_alternative_t<index, EventBody::variant>::type), ...);
  }
  (std::make_index_sequence<std::variant_size_v<EventBody::variant>>{});
  EXPECT_EQ(strings(schema("Event").at("properties").at("type").at("enum")), events);
  std::vector<std::string> refusals;
  for (int code = 0; code <= static_cast<int>(RefusalCode::storage_unavailable); ++code)
    refusals.push_back("/problems/" + std::string(refusal_name(static_cast<RefusalCode>(code))));
  EXPECT_EQ(strings(schema("Problem").at("properties").at("type").at("enum")), refusals);
}

TEST(OpenApi, ExamplesOfPicturesAreRead) {
  EXPECT_TRUE(decode<HallTime>(example("HallTime")));
  EXPECT_TRUE(decode<MenuPicture>(example("MenuPicture")));
  EXPECT_TRUE(decode<HallPicture>(example("HallPicture")));
  EXPECT_TRUE(decode<LivePicture>(example("LivePicture")));
  EXPECT_TRUE(decode<DeskPicture>(example("DeskPicture")));
  EXPECT_TRUE(decode<SlotsPicture>(example("SlotsPicture")));
  EXPECT_TRUE(decode<AppointmentPicture>(example("AppointmentPicture")));
  EXPECT_TRUE(decode<AppointmentList>(example("AppointmentList")));
  EXPECT_TRUE(decode<CallbackList>(example("CallbackList")));
  EXPECT_TRUE(decode<TicketReply>(example("TicketReply")));
  EXPECT_TRUE(decode<TicketStatus>(example("TicketStatus")));
  EXPECT_TRUE(decode<LimitsTable>(example("LimitsTable")));
  EXPECT_TRUE(decode<BoardPicture>(example("BoardPicture")));
  const json::value history = json::parse(example("TicketHistory"));
  EXPECT_TRUE(decode<DeskTicket>(json::serialize(history.at("ticket"))));
  EXPECT_TRUE(decode_event(json::serialize(history.at("events").at(0))));
}

TEST(OpenApi, ExamplesOfBodiesAreRead) {
  const DeskId desk{"3"};
  const TicketId ticket{"t"};
  EXPECT_TRUE(read_issue_ticket(example("IssueTicket")));
  EXPECT_TRUE(read_report_slip(ticket, example("ReportSlip")));
  EXPECT_TRUE(read_cancel_ticket(ticket, example("WithReason")));
  EXPECT_TRUE(read_rate_ticket(ticket, example("RateTicket")));
  EXPECT_TRUE(read_ticket_arrived(ticket, example("Nothing")));
  EXPECT_TRUE(read_call_next(desk, example("WithOutcome")));
  EXPECT_TRUE(read_hold_ticket(desk, example("HoldTicket")));
  EXPECT_TRUE(read_next_matter(desk, example("NextMatter")));
  EXPECT_TRUE(read_receive_visitor(desk, example("ReceiveVisitor")));
  EXPECT_TRUE(read_start_phone(desk, example("StartPhone")));
  EXPECT_TRUE(read_end_phone(desk, example("EndPhone")));
  EXPECT_TRUE(read_miss_phone(desk, example("MissPhone")));
  EXPECT_TRUE(read_book_appointment(example("BookAppointment")));
  EXPECT_TRUE(read_booking_code(example("BookingCode")));
  EXPECT_TRUE(read_move_appointment(AppointmentId{"a"}, example("MoveAppointment")));
  EXPECT_TRUE(read_cancel_appointment(AppointmentId{"a"}, example("WithReason")));
  EXPECT_TRUE(read_erase_person(example("ErasePerson")));
  EXPECT_TRUE(read_return_ticket(desk, example("ReturnTicket")));
  EXPECT_TRUE(read_transfer_ticket(desk, example("TransferTicket")));
  EXPECT_TRUE(read_call_ticket(desk, example("CallTicket")));
  EXPECT_EQ(*read_panel_key(example("PressKey")), PanelKey::start_finish);
  EXPECT_TRUE(read_log_in(example("LogIn")));
  EXPECT_TRUE(read_report_device(DeviceId{"kiosk1"}, example("ReportDevice")));
  EXPECT_TRUE(read_decide(example("Decide")));
  EXPECT_TRUE(read_arrive_session(example("ArriveSession")));
  EXPECT_TRUE(read_hand_session(example("HandSession")));
  EXPECT_TRUE(read_prepare_session(example("PrepareSession")));
  EXPECT_TRUE(read_cancel_session(example("CancelSession")));
  EXPECT_TRUE(read_receive_session(example("ReceiveSession")));
  EXPECT_TRUE(read_new_user(example("NewUser")));
  EXPECT_TRUE(read_new_password(example("NewPassword")));
  EXPECT_TRUE(read_new_device(example("NewDevice")));
}

TEST(OpenApi, EveryOperationHasRolesSecurityAndProblems) {
  std::set<std::string> ids;
  for (const auto& path : document().at("paths").as_object()) {
    for (const auto& method : path.value().as_object()) {
      const std::string where = std::string(method.key()) + " " + std::string(path.key());
      const json::object& operation = method.value().as_object();
      EXPECT_TRUE(ids.insert(std::string(operation.at("operationId").as_string())).second) << where;
      const auto roles = strings(operation.at("x-roles"));
      EXPECT_FALSE(roles.empty()) << where;
      const bool open = std::find(roles.begin(), roles.end(), "visitor") != roles.end();
      EXPECT_EQ(operation.at("security").as_array().empty(), open) << where;
      EXPECT_TRUE(operation.at("responses").as_object().contains("default")) << where;
    }
  }
  EXPECT_EQ(ids.size(), 79U);
}

/// Every "$ref" of the document leads somewhere.
void expect_references(const json::value& value) {
  if (value.is_array()) {
    for (const json::value& item : value.get_array()) expect_references(item);
  } else if (value.is_object()) {
    for (const auto& entry : value.get_object()) {
      if (entry.key() == "$ref") {
        const std::string target(entry.value().as_string());
        json::error_code error;
        EXPECT_NE(json::value(document()).find_pointer(target.substr(1), error), nullptr) << target;
      } else {
        expect_references(entry.value());
      }
    }
  }
}
TEST(OpenApi, EveryReferenceLeadsSomewhere) {
  for (const auto& entry : document()) expect_references(entry.value());
}

}  // namespace
}  // namespace talon::protocol
