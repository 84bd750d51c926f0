package customerio.agent.management;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What JConsole shows of a bean, an attribute or an operation: a sentence. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Described {
  String value();

  /** Of an operation: it changes nothing. */
  boolean onlyReads() default false;
}
