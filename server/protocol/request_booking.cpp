// SPDX-License-Identifier: MIT
#include "server/protocol/request_booking.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/protocol/request_reader_boost.h"

namespace talon::protocol {
namespace {

void read_contact(RequestReader& reader, Contact& contact) {
  std::string phone;
  std::string email;
  reader.optional("name", contact.name).optional("phone", phone, Limit::name);
  reader.optional("email", email, Limit::sentence);
  if (!phone.empty()) {
    const auto known = parse_phone(phone);
    reader.check(known.has_value(), "phone", "нужен номер вида +7 999 123-45-67");
    if (known) contact.phone = *known;
  }
  if (!email.empty()) {
    const auto known = parse_email(email);
    reader.check(known.has_value(), "email", "нужен адрес вида name@example.org");
    if (known) contact.email = *known;
  }
}

void read_booking(RequestReader& reader, BookingRequest& out) {
  BookAppointment& command = out.command;
  bool consent = false;
  reader.required("service", command.service).required("procedure", command.procedure);
  reader.required("slot_at", command.slot_at);
  reader.optional("booked_by", command.booked_by).optional("remind", command.remind);
  read_contact(reader, out.contact);
  reader.optional("consent", consent);
  reader.check(out.contact.empty() || consent, "consent",
               "без согласия гражданина имя, телефон и почту не записывают");
  reader.check(command.remind != Channel::sms || !out.contact.phone.empty(), "remind",
               "для сообщения нужен «phone»");
  reader.check(command.remind != Channel::email || !out.contact.email.empty(), "remind",
               "для письма нужен «email»");
}

}  // namespace

std::string plain_code(std::string_view typed) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> alike{{{" ", ""},
                                                                                        {"-", ""},
                                                                                        {"\u00A0", ""},
                                                                                        {"–", ""},
                                                                                        {"—", ""},
                                                                                        {"О", "0"},
                                                                                        {"о", "0"},
                                                                                        {"O", "0"},
                                                                                        {"o", "0"},
                                                                                        {"З", "3"},
                                                                                        {"з", "3"},
                                                                                        {"Б", "6"},
                                                                                        {"б", "6"},
                                                                                        {"I", "1"},
                                                                                        {"l", "1"},
                                                                                        {"|", "1"}}};
  std::string code;
  while (!typed.empty()) {
    const auto known = std::find_if(alike.begin(), alike.end(),
                                    [&](const auto& each) { return typed.starts_with(each.first); });
    code += known == alike.end() ? typed.substr(0, 1) : known->second;
    typed.remove_prefix(known == alike.end() ? 1 : known->first.size());
  }
  return code;
}

Result<BookingRequest> read_book_appointment(std::string_view body) {
  return read_body(body, Body::required, BookingRequest{},
                   [](RequestReader& reader, BookingRequest& out) { read_booking(reader, out); });
}

Result<MoveAppointment> read_move_appointment(const AppointmentId& id, std::string_view body) {
  return read_body(body, Body::required, MoveAppointment{id, {}, {}},
                   [](RequestReader& reader, MoveAppointment& out) {
                     reader.required("slot_at", out.slot_at);
                     reader.optional("reason", out.reason, Limit::sentence);
                   });
}

Result<CancelAppointment> read_cancel_appointment(const AppointmentId& id, std::string_view body) {
  return read_body(body, Body::required, CancelAppointment{id, {}},
                   [](RequestReader& reader, CancelAppointment& out) {
                     reader.required("reason", out.reason, Limit::sentence);
                   });
}

Result<std::string> read_booking_code(std::string_view body) {
  return read_body(body, Body::required, std::string{}, [](RequestReader& reader, std::string& out) {
    reader.required("booking_code", out);
    out = plain_code(out);
    reader.check(!out.empty(), "booking_code", "не должно быть пустым");
  });
}

Result<std::string> read_erase_person(std::string_view body) {
  return read_body(body, Body::required, std::string{}, [](RequestReader& reader, std::string& out) {
    std::string typed;
    reader.required("contact", typed, Limit::sentence);
    const auto known = typed.find('@') == std::string::npos ? parse_phone(typed) : parse_email(typed);
    reader.check(known.has_value(), "contact", "нужен телефон или адрес почты");
    if (known) out = *known;
  });
}

}  // namespace talon::protocol
