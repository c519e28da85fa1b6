/** The Docker client, for whoever runs, asks or rehearses the stack in containers. */
@NullMarked
package io.finops.localstack.docker;

import org.jspecify.annotations.NullMarked;
