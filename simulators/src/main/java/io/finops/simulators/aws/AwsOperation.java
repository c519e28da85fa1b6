package io.finops.simulators.aws;

import tools.jackson.databind.node.ObjectNode;

/** One operation of an AWS JSON API: from a request to its answer, or an {@link AwsException}. Pure. */
@FunctionalInterface
interface AwsOperation {
    ObjectNode answer(AwsRequest request);
}
