<?php
/**
 * Plugin Name:       Relais
 * Description:       Met un élément Relais sur une page : prise de rendez-vous, chiffre publié, questionnaire. Bloc « Relais » et code court [relais].
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       relais
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** What a page may say of each element, beside `phone` and `hours`. The first is what stands where nothing is said. */
const RELAIS_ELEMENTS = array(
	'slot-picker'   => array( 'structure', 'language', 'density', 'reason', 'commune', 'equipment' ),
	'indicator'     => array( 'structure', 'language', 'density', 'indicator', 'view', 'publishable-key' ),
	'questionnaire' => array( 'src', 'language' ),
);

/** What the shortcode and the block write. */
function relais_render( $given ) {
	$element = isset( $given['element'] ) ? $given['element'] : 'slot-picker';
	$api     = untrailingslashit( ! empty( $given['api'] ) ? $given['api'] : get_option( 'relais_api', '' ) );
	if ( ! isset( RELAIS_ELEMENTS[ $element ] ) ) {
		return relais_fault( sprintf( 'L’élément « %s » n’existe pas. Il y a : %s.', $element, implode( ', ', array_keys( RELAIS_ELEMENTS ) ) ) );
	}
	if ( ! preg_match( '#^https?://[^/\s]+#', $api ) ) {
		return relais_fault( 'L’adresse du serveur Relais manque : Réglages, Relais.' );
	}
	relais_enqueue( $api );
	$attributes = 'questionnaire' === $element ? '' : sprintf( ' api="%s"', esc_url( $api ) );
	$given     += array( 'structure' => get_option( 'relais_structure', '' ) );
	foreach ( RELAIS_ELEMENTS[ $element ] as $name ) {
		// Shortcodes and blocks know no dash.
		$value = isset( $given[ str_replace( '-', '_', $name ) ] ) ? $given[ str_replace( '-', '_', $name ) ] : '';
		if ( '' !== $value ) {
			$attributes .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
	}
	return sprintf( '<relais-%1$s%2$s>%3$s</relais-%1$s>', $element, $attributes, relais_fallback( $given ) );
}

/** Whom to call for as long as the element does not work. */
function relais_fallback( $given ) {
	$phone = trim( ! empty( $given['phone'] ) ? $given['phone'] : get_option( 'relais_phone', '' ) );
	$hours = trim( ! empty( $given['hours'] ) ? $given['hours'] : get_option( 'relais_hours', '' ) );
	if ( '' === $phone ) {
		return esc_html( $hours );
	}
	$number = preg_replace( array( '/[^\d+]/', '/^0/' ), array( '', '+33' ), $phone );
	return sprintf( 'Appelez le <a href="tel:%s">%s</a>%s.', esc_attr( $number ), esc_html( $phone ), '' === $hours ? '' : ', ' . esc_html( $hours ) );
}

/** Said to whoever may mend it; visitors see whom to call. */
function relais_fault( $text ) {
	return current_user_can( 'edit_posts' ) ? sprintf( '<p><strong>Relais :</strong> %s</p>', esc_html( $text ) ) : '<p>' . relais_fallback( array() ) . '</p>';
}

/** The one script of the kit, as a module, on pages that hold an element. */
function relais_enqueue( $api ) {
	wp_enqueue_script( 'relais', $api . '/kit/relais.js', array(), null, true );
}

add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		if ( 'relais' !== $handle ) {
			return $tag;
		}
		// `data-no-optimize` and its like ask common cache plugins not to hold the script back until the first gesture.
		$tag = preg_replace( "/ type=(['\"])text\/javascript\\1/", '', $tag );
		return str_replace( '<script ', '<script type="module" data-no-optimize="1" data-cfasync="false" data-no-defer="1" ', $tag );
	},
	10,
	2
);

add_action(
	'init',
	function () {
		add_shortcode(
			'relais',
			function ( $given ) {
				return relais_render( is_array( $given ) ? $given : array() );
			}
		);
		wp_register_script( 'relais-block', plugins_url( 'block.js', __FILE__ ), array( 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor', 'wp-server-side-render' ), '0.1.0', true );
		register_block_type( __DIR__, array( 'render_callback' => 'relais_render' ) );
	}
);

add_action(
	'admin_init',
	function () {
		register_setting( 'relais', 'relais_api', array( 'sanitize_callback' => 'esc_url_raw' ) );
		foreach ( array( 'structure', 'phone', 'hours' ) as $name ) {
			register_setting( 'relais', 'relais_' . $name, array( 'sanitize_callback' => 'sanitize_text_field' ) );
		}
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page( 'Relais', 'Relais', 'manage_options', 'relais', 'relais_settings_page' );
	}
);

/** Settings of the site, and the question whether the backend lets it book: asked from the browser, as visitors' browsers do. */
function relais_settings_page() {
	$fields = array(
		'api'       => array( 'Adresse du serveur', 'https://rendez-vous.exemple.fr' ),
		'structure' => array( 'Structure', 'trois-vallees' ),
		'phone'     => array( 'Téléphone', '04 65 71 12 34' ),
		'hours'     => array( 'Horaires', 'du lundi au vendredi, de 8 h à 20 h' ),
	);
	wp_enqueue_script( 'relais-test', plugins_url( 'test.js', __FILE__ ), array(), '0.1.0', true );
	?>
	<div class="wrap">
		<h1>Relais</h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'relais' ); ?>
			<table class="form-table" role="presentation">
				<?php foreach ( $fields as $name => $field ) : ?>
				<tr>
					<th scope="row"><label for="relais_<?php echo esc_attr( $name ); ?>"><?php echo esc_html( $field[0] ); ?></label></th>
					<td><input class="regular-text" id="relais_<?php echo esc_attr( $name ); ?>" name="relais_<?php echo esc_attr( $name ); ?>" value="<?php echo esc_attr( get_option( 'relais_' . $name, '' ) ); ?>" placeholder="<?php echo esc_attr( $field[1] ); ?>"></td>
				</tr>
				<?php endforeach; ?>
			</table>
			<?php submit_button(); ?>
		</form>
		<h2>Ce site peut-il prendre des rendez-vous ?</h2>
		<p><button type="button" class="button" id="relais-test" data-site="<?php echo esc_attr( home_url() ); ?>">Demander au serveur</button></p>
		<p id="relais-said" role="status"></p>
		<h2>Code court</h2>
		<p><code>[relais element="slot-picker"]</code></p>
	</div>
	<?php
}
