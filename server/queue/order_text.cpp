// SPDX-License-Identifier: MIT
#include "server/queue/order_text.h"

namespace talon::queue {
namespace {

/// The parts of a key as the journal keeps them.
struct Parts {
  Ground ground = Ground::issue;
  Millis claim{0};
  Millis service{0};
  Millis credit{0};
  Millis yield{0};
};

Parts chosen(const TicketCalled& call) {
  return {call.ground, call.claim_ms, call.service_ms, call.credit_ms, call.yield_ms};
}
Parts runner_up(const TicketCalled& call) {
  constexpr Millis zero{0};
  return {call.runner_up_ground.value_or(Ground::issue), call.runner_up_claim_ms.value_or(zero),
          call.runner_up_service_ms.value_or(zero), call.runner_up_credit_ms.value_or(zero),
          call.runner_up_yield_ms.value_or(zero)};
}
Parts parts_of(const Key& key, Ticks t) {
  return {key.ground, key.claim - t, key.service, key.credit, key.yield};
}

std::string minutes_text(Millis span) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(std::chrono::abs(span)).count();
  return minutes == 0 ? "меньше минуты" : std::to_string(minutes) + " мин";
}

std::string ground_text(const Parts& parts) {
  switch (parts.ground) {
    case Ground::issue:
      return "талон взят " + minutes_text(parts.claim) + " назад";
    case Ground::limit:
      return parts.claim < Millis{0} ? "срок ожидания истёк " + minutes_text(parts.claim) + " назад"
                                     : "до конца срока ожидания " + minutes_text(parts.claim);
    case Ground::behind:
      return "срок ожидания истёк, но за ним в очереди те, кого ещё можно вызвать в срок: осталось " +
             minutes_text(parts.claim);
    case Ground::returned:
      return "вернулся в очередь и ждёт вызова";
    case Ground::transferred:
      return "направлен сюда другим окном";
    case Ground::head_start:
      return "льготная категория, вызывается раньше срока";
    case Ground::out_of_turn:
      return "льготная категория, вне очереди";
    case Ground::guard:
      return "срок ожидания истёк " + minutes_text(parts.claim) + " назад, больше никого не пропускает";
  }
  return {};
}

bool before_all(Ground ground) {
  return ground == Ground::out_of_turn || ground == Ground::guard;
}

/// What outweighed an earlier claim of `second`; empty: it had none, or the grounds say it already.
std::string advantage_text(const Parts& first, const Parts& second) {
  if (before_all(first.ground) || first.ground == Ground::issue || second.claim >= first.claim) return {};
  const Millis yield = second.yield - first.yield;
  const Millis service = second.service - first.service;
  const Millis credit = first.credit - second.credit;
  if (yield >= service && yield >= credit) {
    return second.ground == Ground::behind ? "; до них в той очереди ждут и другие"
                                           : "; пропускает тех, кого ещё можно вызвать в срок";
  }
  return service >= credit ? "; приём там дольше" : "; его очередь ведёт больше окон";
}

}  // namespace

std::string mode_title(OrderMode mode) {
  switch (mode) {
    case OrderMode::live:
      return "живая очередь, уступка 20 минут";
    case OrderMode::live_0:
      return "живая очередь без уступок";
    case OrderMode::live_60:
      return "живая очередь, уступка 60 минут";
    case OrderMode::patient:
      return "живая очередь, уступка до 52 минут ожидания";
    case OrderMode::balanced:
      return "меньше нарушений, уступка 20 минут";
    case OrderMode::balanced_patient:
      return "меньше нарушений, уступка до 51 минуты ожидания";
    case OrderMode::compliance:
      return "меньше всего нарушений, уступка 60 минут";
    case OrderMode::fifo:
      return "строго по времени выдачи талона";
  }
  return {};
}

std::string mode_text(OrderMode mode) {
  switch (mode) {
    case OrderMode::live:
      return "Живая очередь. Чей срок уже нарушен, до 20 минут пропускает из других очередей тех, кого ещё "
             "можно вызвать в срок.";
    case OrderMode::live_0:
      return "Живая очередь. Никто никого не пропускает.";
    case OrderMode::live_60:
      return "Живая очередь. Чей срок уже нарушен, до 60 минут пропускает из других очередей тех, кого ещё "
             "можно вызвать в срок.";
    case OrderMode::patient:
      return "Живая очередь. Чей срок уже нарушен, пропускает из других очередей тех, кого ещё можно вызвать "
             "в срок, пока сам не прождал 52 минуты. Очередь, в которой первый опоздал, торопит тех за ним, "
             "кого ещё можно вызвать в срок.";
    case OrderMode::balanced:
      return "Меньше нарушений. Чей срок уже нарушен, до 20 минут пропускает тех, кого ещё можно вызвать в "
             "срок, и в своей очереди.";
    case OrderMode::balanced_patient:
      return "Меньше нарушений. Чей срок уже нарушен, пропускает тех, кого ещё можно вызвать в срок, и в "
             "своей очереди, пока сам не прождал 51 минуту.";
    case OrderMode::compliance:
      return "Меньше всего нарушений. Чей срок уже нарушен, до 60 минут пропускает тех, кого ещё можно "
             "вызвать в срок, и в своей очереди.";
    case OrderMode::fifo:
      return "Строго по времени выдачи талона.";
  }
  return {};
}

std::string call_text(const TicketCalled& call) {
  const Parts first = chosen(call);
  const std::string text = call.out_of_order ? "Вызван не по порядку: " + call.why + "."
                                             : "Вызван по порядку: " + ground_text(first) + ".";
  if (!call.runner_up_number) return text;
  const Parts second = runner_up(call);
  const std::string number = call.runner_up_number->text();
  if (call.out_of_order) return text + " По порядку первым был " + number + ": " + ground_text(second) + ".";
  return text + " Следующий " + number + ": " + ground_text(second) + advantage_text(first, second) + ".";
}

std::string call_before_text(const TicketCalled& call, const Key& mine, Ticks t) {
  if (call.out_of_order) return "Вызван не по порядку: " + call.why + ".";
  const Parts first = chosen(call);
  const Parts second = parts_of(mine, t);
  return "У вызванного: " + ground_text(first) + ". У этого талона тогда: " + ground_text(second) +
         advantage_text(first, second) + ".";
}

}  // namespace talon::queue
