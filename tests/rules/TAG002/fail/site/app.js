gtag('config', 'G-SITE000001');
