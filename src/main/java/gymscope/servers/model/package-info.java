/**
 * What a model server is: its routes and how it is made from a configuration. The fleet calls it, each kind of model
 * server implements it; it calls the config room and the HTTP package.
 */
@NullMarked
package gymscope.servers.model;

import org.jspecify.annotations.NullMarked;
