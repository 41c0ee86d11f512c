// The interpreter of the DSL. Pure: imports jq and schema only, and reads the world through `Host`.
export type {
  ActionCall,
  CancelScope,
  CloudEvent,
  DeferredExpression,
  EventSubscription,
  Host,
  Scope,
  SubflowCall,
} from "./host.ts";
