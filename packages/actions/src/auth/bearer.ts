// Bearer authentication (RFC 6750).

import { readString } from "../arguments.ts";
import { withAuthorization } from "./scheme.ts";
import type { Scheme } from "./scheme.ts";

export const bearer: Scheme = (values, request, { http }) =>
  http.request(withAuthorization(request, `Bearer ${readString(values["token"], "bearer.token")}`));
