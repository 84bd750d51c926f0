package customerio.agent.management;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/**
 * What an attribute counts or measures; stands in its descriptor as {@code units}. Public, as the
 * platform reads it by reflection.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Unit {
  @DescriptorKey("units")
  String value();
}
