// Fetches Apache Kafka for the tests of `call: asyncapi`, where Java and Maven are, so that the tests need not wait for it.
// It never fails: where it cannot be had it says why, and those tests are skipped.

import { kafkaJars } from "../../packages/actions/src/testing/kafka-jars.ts";

const jars = kafkaJars((line) => console.log(line));
if ("missing" in jars) console.log(`Kafka cannot be had: ${jars.missing}. Its tests will be skipped.`);
