// Workflows to start from.
import { z } from "zod";
import { template } from "../contract/template-contract.ts";
import { listTemplates } from "../services/list-templates.ts";
import { procedure, router } from "../trpc.ts";

export const templateRouter = router({
  list: procedure("workflow.read")
    .output(z.array(template))
    .query(() => [...listTemplates()]),
});
