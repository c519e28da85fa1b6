/** The check of the money: what was acknowledged against what the service has. */
@NullMarked
package io.finops.traffic.verify;

import org.jspecify.annotations.NullMarked;
