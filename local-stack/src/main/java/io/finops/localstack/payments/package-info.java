/** A payments service of its own, with its database and gateway, for the crash drill and the bench: on free ports, thrown away afterwards. */
@NullMarked
package io.finops.localstack.payments;

import org.jspecify.annotations.NullMarked;
