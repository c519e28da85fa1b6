/** AWS as its clients see it: Cost Explorer and Budgets over JSON 1.1, STS over the query protocol. */
@NullMarked
package io.finops.simulators.aws;

import org.jspecify.annotations.NullMarked;
