package customerio.quarkus;

import customerio.tests.environments.shop.Shop;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The shop, in the class loader of Quarkus. */
@QuarkusMain
public final class QuarkusShop implements QuarkusApplication {

  @Override
  public int run(String... arguments) throws Exception {
    Shop.main(arguments);
    return 0;
  }
}
