/** What the native stack consists of: each component's command, environment, probe and address. */
@NullMarked
package io.finops.localstack.plan;

import org.jspecify.annotations.NullMarked;
