/** Where things lie: the stack's home folder, its ports and its secrets. */
@NullMarked
package io.finops.localstack.layout;

import org.jspecify.annotations.NullMarked;
