@NullMarked
package io.finops.rehearsal.profiles;

import org.jspecify.annotations.NullMarked;
