-- A namespace that is disabled starts nothing: neither by hand, nor by schedules, nor by events. What runs goes on.
ALTER TABLE "namespace" ADD COLUMN "disabled_at" TIMESTAMPTZ(3);
