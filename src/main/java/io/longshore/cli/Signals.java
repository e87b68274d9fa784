package io.longshore.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.longshore.Pin;

/// SIGINT, SIGTERM and SIGHUP of this process. A shutdown hook would not do: others (the database's) run beside it and
/// close what a clean end still writes to. The second signal ends the process at once, which loses nothing either.
///
/// `sun.misc.Signal` is reached by reflection, because the compiler's warning about it cannot be suppressed.
final class Signals implements Interrupts {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    @Override
    public Pin listen(Runnable asked) {
        Deque<Runnable> undo = new ArrayDeque<>();
        AtomicBoolean already = new AtomicBoolean();
        for (String name : NAMES) {
            handle(name, () -> {
                if (already.getAndSet(true)) {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                }
                asked.run();
            }, undo);
        }
        return () -> {
            while (!undo.isEmpty()) {
                undo.pop().run();
            }
        };
    }

    private static void handle(String name, Runnable action, Deque<Runnable> undo) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invoked = (self, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "Longshore's handler of SIG" + name;
            };
            Object handler = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handlerType},
                    invoked);
            Object signal = type.getConstructor(String.class).newInstance(name);
            Object before = type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
            undo.push(() -> restore(type, handlerType, signal, before));
        } catch (InvocationTargetException e) {
            // This platform has no such signal, or the virtual machine keeps it to itself.
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the runtime lacks the module jdk.unsupported", e);
        }
    }

    private static void restore(Class<?> type, Class<?> handlerType, Object signal, Object before) {
        try {
            type.getMethod("handle", type, handlerType).invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
