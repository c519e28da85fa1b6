package io.finops.rehearsal.system;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A visitor's Chromium, without a window and without a profile: nobody is logged in. Not thread-safe. */
final class Browser implements AutoCloseable {
    static final String GRAFANA = "grafana|grafana-server";
    static final String CHROMIUM = "chromium|google-chrome";
    static final String DRIVER = "chromedriver";

    /** How long a page may take to show what it is to show, on a machine that has other work. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration LOADED = Duration.ofMinutes(2);

    private final ChromeDriver driver;
    private final String site;

    /** Opens pages of a site, in a window of this size. */
    Browser(String site, int width, int height) {
        this.site = site;
        ChromeOptions options = new ChromeOptions()
                .setBinary(program(CHROMIUM))
                .addArguments("--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1")
                .addArguments("--disable-dev-shm-usage", "--window-size=" + width + "," + height);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program(DRIVER))
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(LOADED).scriptTimeout(LOADED);
        driver.manage().window().setSize(new Dimension(width, height));
    }

    private static File program(String names) {
        return new Tools(Checkout.root().resolve(".stack/tools"), line -> {})
                .onPath(new Program(List.of(names.split("\\|", -1)), List.of(), ""))
                .orElseThrow()
                .toFile();
    }

    /** Opens a path of the site, or an address that begins with the site's. */
    void open(String address) {
        driver.get(address.startsWith("http") ? address : site + address);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** All the text that the page shows. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** What the elements say whose text has more letters than room. */
    List<String> cut(String css) {
        return all(css).stream()
                .filter(element -> Boolean.TRUE.equals(
                        driver.executeScript("return arguments[0].scrollWidth > arguments[0].clientWidth", element)))
                .map(WebElement::getText)
                .toList();
    }

    /** The links and buttons that say so. */
    List<WebElement> named(String text) {
        return driver.findElements(
                By.xpath("//*[self::a or self::button][contains(normalize-space(.), '" + text + "')]"));
    }

    /** Clicks the newest link or button that says so; an exception while there is none. */
    void click(String text) {
        List<WebElement> found = named(text);
        WebElement newest = found.get(found.size() - 1);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", newest);
        newest.click();
    }

    void pointAt(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        new Actions(driver).moveToElement(element).perform();
    }

    /** Goes on in the tab that was opened last. */
    void takeNewestTab() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        driver.switchTo().window(tabs.get(tabs.size() - 1));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
