-- Which runs an event has started, beside those that it was delivered to: the same table, another state.
ALTER TABLE "event_delivery" DROP CONSTRAINT "event_delivery_state_check";
ALTER TABLE "event_delivery" ADD CONSTRAINT "event_delivery_state_check"
  CHECK ("state" IN ('pending', 'delivered', 'dropped', 'started'));
