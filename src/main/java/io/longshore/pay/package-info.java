/// Quoting, approving and paying waves. Nothing is paid twice: a payment is an intent, durable before it is broadcast,
/// and whoever does not know its outcome asks the chain.
@NullMarked
package io.longshore.pay;

import org.jspecify.annotations.NullMarked;
